// Runs before the first paint, so that a page never flashes in the theme that was not chosen. See src/shell/theme.ts.
try {
  const theme = localStorage.getItem("threefold:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {}
