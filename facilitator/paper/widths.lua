-- Columns as wide as what they say, between 6 and 40 characters: pandoc makes all columns of a table equally wide otherwise.
-- The exact form of a rule, which stands as code behind its words, is left to the Markdown.
local NARROWEST, WIDEST = 6, 40

local function without_exact_form(cell)
  return cell:walk({
    Code = function(code) if code.text:match("^{.*}$") then return {} end end,
  })
end

function Table(tbl)
  local widest, sum = {}, 0
  local function look(rows)
    for _, row in ipairs(rows) do
      for at, cell in ipairs(row.cells) do
        cell.contents = without_exact_form(cell.contents)
        local length = pandoc.text.len(pandoc.utils.stringify(cell.contents))
        widest[at] = math.max(widest[at] or NARROWEST, math.min(length, WIDEST))
      end
    end
  end
  look(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do look(body.body) end
  for _, width in ipairs(widest) do sum = sum + width end
  for at, width in ipairs(widest) do tbl.colspecs[at][2] = width / sum end
  return tbl
end
