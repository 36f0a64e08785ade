/** The program's sign: a large picture, and the small one made of it. Drawn for 22 pixels. */
export function Mark() {
  return (
    <svg className="top-bar-mark" viewBox="0 0 22 22" width={22} height={22} aria-hidden>
      <rect width="22" height="22" rx="5.5" fill="#3057d5" />
      <rect x="3" y="4" width="15" height="11" rx="2" fill="#fff" />
      <path d="M4 14 8.5 8.5 12 12.5l1.5-1.5 3.5 3z" fill="#86a3fb" />
      <circle cx="14.2" cy="7.4" r="1.5" fill="#f4a93a" />
      <rect x="11" y="11" width="8.5" height="7" rx="2" fill="#17255f" stroke="#3057d5" />
      <path d="M12.2 16.8 14.8 14l2 1.8.8-.7 1.2 1.7z" fill="#86a3fb" />
    </svg>
  );
}
