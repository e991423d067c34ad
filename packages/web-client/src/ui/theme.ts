import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  parseThemeColor,
  type VariantColorsResolver,
} from '@mantine/core';

/** The light variant on its lightest shade with darker text: Mantine's own are too close (WCAG 2.2, 4.5 to 1). */
const readableColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const { color, isThemeColor } = parseThemeColor({
    color: input.color ?? input.theme.primaryColor,
    theme: input.theme,
  });
  if (input.variant !== 'light' || !isThemeColor) return colors;
  const text = `color-mix(in srgb, var(--mantine-color-${color}-9) 80%, black)`;
  return {
    ...colors,
    background: `light-dark(var(--mantine-color-${color}-0), ${colors.background})`,
    color: `light-dark(${text}, ${colors.color})`,
  };
};

export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: 7,
  defaultRadius: 'md',
  autoContrast: true,
  variantColorResolver: readableColors,
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  components: {
    Card: { defaultProps: { withBorder: true, padding: 'lg', radius: 'lg' } },
    Badge: { defaultProps: { tt: 'none' } },
    Button: { defaultProps: { radius: 'md' } },
    // What a tooltip says belongs to the screen, not beside it.
    Tooltip: { defaultProps: { portalProps: { target: '#content' } } },
  },
});

/** Mantine's greys fall short of the contrast that small text needs (WCAG 2.2, 4.5 to 1). */
export const readableGreys: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: { '--mantine-color-dimmed': colors.gray[7], '--mantine-color-placeholder': colors.gray[7] },
  dark: { '--mantine-color-dimmed': colors.dark[1], '--mantine-color-placeholder': colors.dark[1] },
});
