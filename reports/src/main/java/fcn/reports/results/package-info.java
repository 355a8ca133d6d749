/**
 * What JMH measured, read back from its {@code results.json}, and the conditions under which it was
 * measured, kept beside it in {@code conditions.json}. Files come in, records go out.
 */
package fcn.reports.results;
