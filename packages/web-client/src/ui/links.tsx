import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ReactNode, Ref } from 'react';

type LinkTo = { readonly ref?: Ref<HTMLAnchorElement>; readonly children?: ReactNode };

/** Links of the page, whose addresses are checked. */
export const AnchorLink = createLink((props: AnchorProps & LinkTo) => <Anchor {...props} />);
export const ButtonLink = createLink((props: ButtonProps & LinkTo) => <Button component="a" {...props} />);
