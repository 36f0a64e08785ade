import { type ReactNode, useEffect, useState } from 'react';
import { helpWords } from '../../../shared/words/areas/help.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { useSettings } from '../../store/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Landscape } from '../../ui/landscape.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { copyDiagnostics } from './report.tsx';

/** How many pictures the history knows that were made; null until they are counted. */
function useMadeCount(): number | null {
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    const asked = thumbline.searchHistory({ text: 'status:done', before: null, limit: 1 });
    void ask(asked).then((page) => setCount(page?.total ?? null));
  }, []);
  return count;
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function AboutBody() {
  const facts = useSettings((settings) => settings.facts);
  const made = useMadeCount();
  return (
    <div className="about">
      <Landscape light="noon" className="about-picture" />
      <p>{helpWords('motto')}</p>
      <dl className="about-facts selectable">
        <Fact name={helpWords('version')}>{facts?.version}</Fact>
        <Fact name={helpWords('madeSoFar')}>
          {made === null ? '…' : helpWords('pictures', { count: made })}
        </Fact>
        <Fact name={helpWords('licence')}>{helpWords('licenceName')}</Fact>
      </dl>
      {thumbline.can.opensFiles ? (
        <div className="dialog-buttons">
          <Button look="quiet" onClick={() => void ask(thumbline.showLicences())}>
            {helpWords('licences')}
          </Button>
          <Button onClick={() => void copyDiagnostics()}>{helpWords('copyDiagnostics')}</Button>
        </div>
      ) : null}
    </div>
  );
}

export function About() {
  return (
    <HelpSheet overlay="about" title={helpWords('about')}>
      <AboutBody />
    </HelpSheet>
  );
}
