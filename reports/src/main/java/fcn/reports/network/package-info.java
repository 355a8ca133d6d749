/**
 * A network laid open. In: a network, and results for the time shares. Out: its table with
 * receptive fields and their arithmetic ({@link fcn.reports.network.NetworkTable}), and its diagram
 * ({@link fcn.reports.network.Diagram}), as text, pages and SVG.
 *
 * <p>A new layer type: a line in {@link fcn.reports.network.Operation}, and one in {@link
 * fcn.reports.network.Alignment} if it moves over its input.
 */
package fcn.reports.network;
