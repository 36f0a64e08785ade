import { type ReactNode, useRef } from 'react';
import { isForDesktop } from '../../../shared/task/desktop-thumbnails.ts';
import { recipeWords } from '../../../shared/words/areas/recipe.ts';
import { Slot } from '../../ui/slot.tsx';
import { conflictWords, placeSlotWords } from '../../words/recipe-words.ts';
import { ConflictField, conflictOf, DestinationField } from './destination-fields.tsx';
import { noteDraft, useDraft } from './draft-store.ts';
import { exampleName } from './draft-words.ts';
import { FileNameField } from './file-name-field.tsx';

interface FileSlotProps {
  words: ReactNode;
  label: string;
  title: string;
  /** Of the recipe's fields. */
  problemIn: string;
  children: ReactNode;
}

function FileSlot({ problemIn, ...slot }: FileSlotProps) {
  const takeBack = useRef(() => {});
  const isInvalid = useDraft(({ problems }) =>
    Object.keys(problems).some((place) => place.startsWith(problemIn)),
  );
  return (
    <Slot
      {...slot}
      isInvalid={isInvalid}
      onOpen={() => (takeBack.current = noteDraft())}
      onCancel={() => takeBack.current()}
    />
  );
}

/** "Saved in “thumbnails” beside each picture": what becomes of the results, in sentences with a slot each. */
export function FileSentences({ example }: { example: string | null }) {
  const recipe = useDraft((draft) => draft.recipe);
  const where = placeSlotWords(recipe.destination);
  const named = example ?? exampleName(recipe);
  const conflict = conflictWords[conflictOf(recipe)];
  return (
    <div className="recipe-sentences">
      <p>
        {recipeWords.parts<'placeSentence', ReactNode>('placeSentence', {
          where: (
            <FileSlot
              key="where"
              words={where}
              label={recipeWords('placeSlot', { where })}
              title={recipeWords('saveTo')}
              problemIn="destination"
            >
              <DestinationField />
            </FileSlot>
          ),
        })}
      </p>
      {isForDesktop(recipe) ? null : (
        <p>
          {recipeWords.parts<'nameSentence', ReactNode>('nameSentence', {
            name: (
              <FileSlot
                key="name"
                words={<bdi>{named}</bdi>}
                label={recipeWords('nameSlot', { name: named })}
                title={recipeWords('fileName')}
                problemIn="fileName"
              >
                <FileNameField example={example} />
              </FileSlot>
            ),
          })}
        </p>
      )}
      <p>
        {recipeWords.parts<'conflictSentence', ReactNode>('conflictSentence', {
          conflict: (
            <FileSlot
              key="conflict"
              words={conflict}
              label={recipeWords('conflictSlot', { conflict })}
              title={recipeWords('ifFileAlready')}
              problemIn="conflict"
            >
              <ConflictField />
            </FileSlot>
          ),
        })}
      </p>
    </div>
  );
}
