import './notices.css';
import { Toast } from '@base-ui/react/toast';
import { CircleAlert, Info, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { notices } from '../../store/notices.ts';
import { noticesWords } from '../../../shared/words/areas/notices.ts';

type ToastObject = ReturnType<typeof Toast.useToastManager>['toasts'][number];

/** One at a time, at the end of the foot. */
export function Notices() {
  return (
    <Toast.Provider toastManager={notices} limit={1}>
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
