/**
 * Colour maps: a value between 0 and 1 comes in, a colour goes out. Another map is a line in {@link
 * fcn.reports.color.ColorMap} and its table of 256 colours among the resources.
 */
package fcn.reports.color;
