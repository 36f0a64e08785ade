// Written by `npm run words` from en/notices.json.
import { area } from '../area.ts';

export const noticesWords = area<object>()('notices', {
  "notices": "Notices",
  "past": "Earlier messages",
  "closeNotice": "Close notice",
});
