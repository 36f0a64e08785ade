import { useEffect, useState } from 'react';
import type { MonitorReport } from '../../../shared/ipc/monitor.ts';
import { thumbline } from '../../store/bridge.ts';

const everyMs = 1000;

/** Asks once a second while the page can be seen. */
export function useMonitor(): MonitorReport | null {
  const [report, setReport] = useState<MonitorReport | null>(null);
  useEffect(() => {
    let isMounted = true;
    const read = async () => {
      if (document.visibilityState === 'hidden') return;
      const result = await thumbline.readMonitor();
      if (isMounted && result.ok) setReport(result.value);
    };
    void read();
    const timer = setInterval(() => void read(), everyMs);
    return () => {
      isMounted = false;
      clearInterval(timer);
    };
  }, []);
  return report;
}
