import { useSettings } from '../../store/settings-store.ts';

const systems = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' } as const;

export function AboutGroup() {
  const facts = useSettings((settings) => settings.facts);
  const { usesServer, serverAddress } = useSettings(({ settings }) => settings);
  if (!facts) return null;
  const whereTo = usesServer
    ? `Pictures are sent to ${serverAddress}, and nowhere else.`
    : 'Nothing you drop leaves this computer.';
  return (
    <section className="settings-group">
      <h2>About</h2>
      <p className="settings-about selectable">
        {facts.serviceHost === null
          ? `Thumbline ${facts.version} · Electron ${facts.electronVersion} on ${systems[facts.platform]} · MIT licence. ${whereTo}`
          : `Thumbline ${facts.version} · MIT licence. What you drop goes to the service at ${facts.serviceHost}, and nowhere else.`}
      </p>
    </section>
  );
}
