/**
 * What pages share: templates made into HTML, and pictures and scripts put into them, so that each
 * page is one file that needs no network.
 */
package fcn.reports.page;
