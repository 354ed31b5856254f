-- Comments begin with #; a long action list goes on behind a backslash.
vim.bo.commentstring = '# %s'
vim.bo.comments = 'b:#'
vim.bo.formatoptions = 'croql'
vim.b.undo_ftplugin = 'setlocal commentstring< comments< formatoptions< omnifunc<'

require('secsharp').attach(0)
