/**
 * A real browser for the tests of pages.
 *
 * <p>In: a page as a file. Out: what {@link fcn.reports.browser.Browser} sees in it. To add a test
 * of a page: {@code @ExtendWith(InChromium.class)} on the class, a {@code Browser} parameter on the
 * method. Where no Chromium is installed such tests are skipped and say so.
 */
package fcn.reports.browser;
