/**
 * A plan as a text file that people read and edit: {@code plan.prototxt}, Protocol Buffers' text
 * form of {@code plan.proto}. A plan goes out, a plan checked against its network comes in.
 */
package fcn.reports.plan;
