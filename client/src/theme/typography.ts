/** The page's face: the system's sans with good Chinese. */
export const FONT_FAMILY =
  '"Inter", "SF Pro Text", "Segoe UI", "Noto Sans", "Liberation Sans", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", system-ui, sans-serif';
