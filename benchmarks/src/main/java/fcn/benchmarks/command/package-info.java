/**
 * The command line: a file for each command, what they share ({@link
 * fcn.benchmarks.command.CommonOptions}), and how their results are written. In: arguments and
 * files. Out: text, files in {@code --out}, JSON in {@code --json}, and the exit status.
 *
 * <p>A new command is a class with picocli's {@code @Command} and a mixin of the common options,
 * named in {@link fcn.benchmarks.command.Main}.
 */
package fcn.benchmarks.command;
