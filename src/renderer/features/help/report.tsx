import { useEffect, useState } from 'react';
import { helpWords } from '../../../shared/words/areas/help.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask, raiseNotice } from '../../store/notices.ts';
import { closeOverlay } from '../../store/overlay-store.ts';
import { Button } from '../../ui/button.tsx';
import { HelpSheet } from './help-sheet.tsx';

export async function copyDiagnostics(): Promise<void> {
  const copied = await ask(thumbline.copyDiagnostics());
  if (copied !== null) raiseNotice({ title: helpWords('copied') });
}

function ReportBody() {
  const [text, setText] = useState('');
  useEffect(() => void ask(thumbline.readDiagnostics()).then((read) => setText(read ?? '')), []);
  return (
    <>
      <p>{helpWords('reportHow')}</p>
      {/* The keyboard scrolls it. */}
      <pre
        className="diagnostics selectable"
        dir="ltr"
        tabIndex={0}
        role="group"
        aria-label={helpWords('details')}
        aria-busy={text === ''}
      >
        {text}
      </pre>
      <p className="help-note">{helpWords('reportPrivate')}</p>
      <div className="dialog-buttons">
        <Button
          look="primary"
          onClick={() => {
            void copyDiagnostics();
            closeOverlay();
          }}
        >
          {helpWords('copyDiagnostics')}
        </Button>
      </div>
    </>
  );
}

/** What whoever mends Thumbline has to know, to be read before it is copied. */
export function Report() {
  return (
    <HelpSheet overlay="report" title={helpWords('report')}>
      <ReportBody />
    </HelpSheet>
  );
}
