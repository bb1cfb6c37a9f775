-- What pandoc does with our documents, beside what it does by itself.
--
-- Columns as wide as what they say, within bounds (in characters): pandoc makes all columns of a table equally wide otherwise.
-- The exact form of a rule, which stands as code behind its words, is left to the Markdown.
local NARROWEST, WIDEST, WIDEST_HEAD = 10, 48, 16

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
  local widest, sum = {}, 0
  local function look(rows, most)
    for _, row in ipairs(rows) do
      for at, cell in ipairs(row.cells) do
        cell.contents = without_exact_form(cell.contents)
        local length = pandoc.text.len(pandoc.utils.stringify(cell.contents))
        widest[at] = math.max(widest[at] or NARROWEST, math.min(length, most))
      end
    end
  end
  look(tbl.head.rows, WIDEST_HEAD)
  for _, body in ipairs(tbl.bodies) do look(body.body, WIDEST) end
  for _, width in ipairs(widest) do sum = sum + width end
  for at, width in ipairs(widest) do tbl.colspecs[at][2] = width / sum end
  return tbl
end
