-- Starts `sec lsp` for rule files of SEC.
local M = {}

-- May be changed before the first rule file is opened, with require('secsharp').setup { ... }.
M.settings = {
  cmd = { 'sec', 'lsp' }, -- the program sec of SecSharp
  files = nil,            -- patterns of the rule files of the rule base; nil: *.sec files, and *.conf files with rules in them
  perl = false,           -- whether Perl code of rules is compiled, which runs BEGIN blocks
}

local clients = {}

function M.setup(settings)
  M.settings = vim.tbl_extend('force', M.settings, settings or {})
end

-- Connects a buffer with the server of its folder, which is started if it does not run.
function M.attach(buffer)
  buffer = buffer == 0 and vim.api.nvim_get_current_buf() or buffer
  local name = vim.api.nvim_buf_get_name(buffer)
  if name == '' or vim.bo[buffer].buftype ~= '' then
    return
  end

  if vim.fn.executable(M.settings.cmd[1]) == 0 then
    vim.notify_once("secsharp: there is no program '" .. M.settings.cmd[1] .. "'", vim.log.levels.WARN)
    return
  end

  local config = {
    name = 'secsharp',
    cmd = M.settings.cmd,
    root_dir = vim.fn.fnamemodify(name, ':p:h'),
    init_options = { files = M.settings.files, perl = M.settings.perl },
  }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
  else
    -- Neovim before 0.8.
    local id = clients[config.root_dir]
    if not id or vim.lsp.client_is_stopped(id) then
      id = vim.lsp.start_client(config)
      clients[config.root_dir] = id
    end

    vim.lsp.buf_attach_client(buffer, id)
    vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
  end
end

return M
