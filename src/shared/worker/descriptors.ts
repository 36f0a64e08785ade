/** The descriptors that a decoder in a process of its own is started with. */
export const decoderDescriptors = { line: 3, filter: 4, source: 5, results: 6 } as const;
/** Those of its broker; the line to the engine is 3. */
export const brokerDescriptors = { line: 4, source: 5, results: 6 } as const;

/** What the worker's entry is told to be a decoder only. */
export const decoderWord = 'decode';

/** What it is told where the system shows the engine no memory of it: to say by itself how much it holds. */
export const tellsMemoryWord = 'tell-memory';
