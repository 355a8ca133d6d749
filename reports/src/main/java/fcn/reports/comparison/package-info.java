/**
 * Two builds or two machines against each other: two files of results come in, a verdict for each
 * kernel and layer goes out. {@link fcn.reports.comparison.Ratio} is the statistics, {@link
 * fcn.reports.comparison.Verdict} the rule, {@link fcn.reports.comparison.Alike} what makes two
 * files comparable at all.
 */
package fcn.reports.comparison;
