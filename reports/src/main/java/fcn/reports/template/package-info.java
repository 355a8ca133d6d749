/**
 * Pages from their data: in, a template's name and its record; out, text. To add a page: a template
 * under {@code src/main/jte} that begins with {@code @template.network.style()}.
 */
package fcn.reports.template;
