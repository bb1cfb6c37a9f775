-- What pandoc does with our documents, beside what it does by itself.
--
-- Columns as wide as what they say, within bounds (in letters), and no narrower than a word with what is around it: pandoc makes all
-- columns of a table equally wide otherwise. The exact form of a rule, which stands as code behind its words, is left to the Markdown.
local WIDEST, LONG, AROUND, LINE = 48, 20, 4, 96

local function without_exact_form(cell)
  return cell:walk({
    Code = function(code) if code.text:match("^{.*}$") then return {} end end,
  })
end

-- The size of a figure comes in the place of its title.
function Image(image)
  image.attributes.width, image.attributes.height = image.title:match("(%S+) (%S+)")
  image.title = ""
  return image
end

function Table(tbl)
  local least, wanted = {}, {}
  local function look(rows, most)
    for _, row in ipairs(rows) do
      for at, cell in ipairs(row.cells) do
        cell.contents = without_exact_form(cell.contents)
        local words = pandoc.utils.stringify(cell.contents)
        least[at] = least[at] or AROUND
        for word in words:gmatch("%S+") do
          least[at] = math.max(least[at], math.min(pandoc.text.len(word), LONG) + AROUND)
        end
        wanted[at] = math.max(wanted[at] or 0, math.min(pandoc.text.len(words), most))
      end
    end
  end
  look(tbl.head.rows, 0)
  for _, body in ipairs(tbl.bodies) do look(body.body, WIDEST) end
  local spare, asked, sum = LINE, 0, 0
  for at, few in ipairs(least) do
    wanted[at] = math.max(few, wanted[at])
    spare, asked = spare - few, asked + wanted[at] - few
  end
  local share = asked > 0 and math.max(0, math.min(1, spare / asked)) or 0
  for at, few in ipairs(least) do
    wanted[at] = few + (wanted[at] - few) * share
    sum = sum + wanted[at]
  end
  for at, width in ipairs(wanted) do tbl.colspecs[at][2] = width / sum end
  return tbl
end
