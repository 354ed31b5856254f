-- Opens rule files in this Neovim and looks at what the server and the syntax make of them. Run by ./test/run.
local function check(what, condition)
  if not condition then
    io.stderr:write('failed: ' .. what .. '\n')
    vim.cmd 'cquit 1'
  end
end

local function syntax_at(line, column)
  return vim.fn.synIDattr(vim.fn.synID(line, column, 1), 'name')
end

local folder = vim.fn.tempname()
vim.fn.mkdir(folder)
local path = folder .. '/a.sec'
vim.fn.writefile({
  '# a rule', 'type=single', 'ptype=RegExp', 'pattern=(x', 'desc=d of $1', 'action=create SEEN 5; write - %.hmsstr', 'context=!SEEN', 'nosuch=1',
}, path)
require('secsharp').setup { cmd = { assert(vim.env.SEC), 'lsp' } }
vim.cmd('edit ' .. path)
check('the file type', vim.bo.filetype == 'sec')

for _, expected in ipairs {
  { 1, 3, 'secComment' }, { 2, 2, 'secField' }, { 2, 7, 'secType' }, { 3, 8, 'secConstant' }, { 5, 11, 'secMatchVariable' },
  { 6, 9, 'secAction' }, { 6, 24, 'secAction' }, { 6, 33, 'secActionVariable' }, { 8, 2, 'secUnknownField' },
} do
  check('syntax at ' .. expected[1] .. ':' .. expected[2] .. ' is ' .. syntax_at(expected[1], expected[2]), syntax_at(expected[1], expected[2]) == expected[3])
end

local function errors()
  return vim.tbl_filter(function(finding) return finding.severity == vim.diagnostic.severity.ERROR end, vim.diagnostic.get(0))
end

check('findings', vim.wait(60000, function() return #errors() == 2 end, 20))
check('the place of a finding', errors()[1].lnum == 3 and errors()[1].col == 8)

local function ask(method, line, character)
  local position = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
  local answers = vim.lsp.buf_request_sync(0, method, position, 10000)
  return answers and select(2, next(answers)).result
end

check('completion', vim.tbl_contains(vim.tbl_map(function(item) return item.label end, ask('textDocument/completion', 5, 7).items), 'write'))
check('definition', ask('textDocument/definition', 6, 10)[1].range.start.line == 5)
check('hover', ask('textDocument/hover', 5, 8).contents.value:find('create %[NAME'))
vim.api.nvim_buf_set_lines(0, 7, 8, false, {})
vim.api.nvim_buf_set_lines(0, 3, 4, false, { 'pattern=(x)' })
check('no more findings', vim.wait(60000, function() return #errors() == 0 end, 20))
if vim.lsp.buf.format then
  vim.lsp.buf.format { timeout_ms = 10000 }
else
  vim.lsp.buf.formatting_sync(nil, 10000)
end

check('formatting', vim.deep_equal(vim.api.nvim_buf_get_lines(0, 0, -1, false), {
  '# a rule', 'type=Single', 'ptype=RegExp', 'pattern=(x)', 'context=!SEEN', 'desc=d of $1', 'action=create SEEN 5; write - %.hmsstr',
}))

vim.fn.writefile({ '# rules', '', 'type=Suppress' }, folder .. '/b.conf')
vim.cmd 'write'
vim.cmd('edit ' .. folder .. '/b.conf')
check('the file type of a .conf file', vim.bo.filetype == 'sec')
vim.fn.delete(folder, 'rf')
print('passed\n')
vim.cmd 'qall!'
