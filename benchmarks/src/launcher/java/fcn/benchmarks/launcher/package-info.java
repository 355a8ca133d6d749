/**
 * What {@code java -jar} starts. It runs on java 11 and imports nothing of ours: it finds a JDK
 * that can run the rest and starts {@code fcn.benchmarks.command.Main} with it.
 */
package fcn.benchmarks.launcher;
