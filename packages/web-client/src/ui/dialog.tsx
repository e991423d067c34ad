import { CloseButton, Group, Modal, type ModalRootProps, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../messages/use-text.ts';

type Props = {
  readonly title: string;
  readonly size?: ModalRootProps['size'];
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** A dialog with its title as a heading; closing it gives the focus back to what opened it. */
export function Dialog({ title, size = 'lg', onClose, children }: Props) {
  const text = useText();
  useFocusReturned();
  return (
    <Modal.Root opened onClose={onClose} size={size} centered returnFocus={false}>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body p="lg">
          <Group justify="space-between" mb="lg" wrap="nowrap" align="flex-start">
            <Title order={2} size="h4">
              {title}
            </Title>
            <CloseButton onClick={onClose} aria-label={text('close')} />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Dialogs come and go as a whole: who had the focus when one came has it again when it goes. */
function useFocusReturned(): void {
  const before = useRef(document.activeElement);
  useEffect(() => {
    const { current } = before;
    return () => {
      if (current instanceof HTMLElement) setTimeout(() => current.focus());
    };
  }, []);
}
