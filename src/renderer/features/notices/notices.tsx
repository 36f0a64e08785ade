import './notices.css';
import { Toast } from '@base-ui/react/toast';
import { CircleAlert, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { closeNotice, type PastNotice, takeAction, useShownNotices } from '../../store/notices.ts';
import { noticesWords } from '../../../shared/words/areas/notices.ts';

type ToastObject = ReturnType<typeof Toast.useToastManager>['toasts'][number];

const toasts = Toast.createToastManager();

const briefMs = 5000;
/** Long enough to read and to decide. */
const longMs = 12_000;

function show(notice: PastNotice): string {
  const { title, detail, isProblem, action } = notice;
  return toasts.add({
    title,
    ...(detail ? { description: detail } : {}),
    type: isProblem ? 'problem' : 'plain',
    timeout: isProblem || action || detail ? longMs : briefMs,
    priority: isProblem ? 'high' : 'low',
    onClose: () => closeNotice(notice),
    ...(action
      ? { actionProps: { children: action.label, onClick: () => takeAction(notice) } }
      : {}),
  });
}

const toastOf = new Map<PastNotice, string>();

function showOnly(shown: readonly PastNotice[]): void {
  for (const notice of shown) if (!toastOf.has(notice)) toastOf.set(notice, show(notice));
  for (const [notice, id] of toastOf) {
    if (shown.includes(notice)) continue;
    toastOf.delete(notice);
    toasts.close(id);
  }
}

/** One at a time, at the end of the foot. */
export function Notices() {
  const shown = useShownNotices();
  useEffect(() => showOnly(shown), [shown]);
  return (
    <Toast.Provider toastManager={toasts} limit={1}>
      <Toast.Portal>
        <Toast.Viewport className="notices" aria-label={noticesWords('notices')}>
          <NoticeList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

const wordsOf = ({ title, description }: ToastObject) =>
  [title, description].filter((part) => typeof part === 'string').join(' ');

/** A notice asks nothing and is always whole: it is no dialog, and nothing of it is kept from a screen reader. */
const always = { role: 'group', 'aria-modal': undefined, 'aria-hidden': false } as const;

function NoticeList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="notice" {...always}>
      <Toast.Content className="notice-content">
        {toast.type === 'problem' ? <CircleAlert size={16} /> : <Info size={16} />}
        <div className="notice-words" title={wordsOf(toast)}>
          <Toast.Title className="notice-title" render={<span />} />{' '}
          <Toast.Description render={<span />} />
        </div>
        {toast.actionProps ? <Toast.Action render={<Button look="plain" shape="small" />} /> : null}
        <Toast.Close
          aria-label={noticesWords('closeNotice')}
          aria-hidden={false}
          render={<Button look="quiet" shape="small" />}
        >
          <X size={14} />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
