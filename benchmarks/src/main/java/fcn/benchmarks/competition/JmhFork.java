package fcn.benchmarks.competition;

import fcn.benchmarks.jmh.ConvolutionBenchmark;
import fcn.benchmarks.jmh.PhaseBenchmark;
import fcn.benchmarks.jmh.TransposedConvolutionBenchmark;
import fcn.reference.BadInputException;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Times one pairing by JMH in JVMs of its own. */
final class JmhFork {
    /** Heap of a timed JVM: the largest layer of FCN-8s has 411 MB of weights. */
    private static final List<String> JVM_ARGUMENTS =
            List.of("--add-modules", "jdk.incubator.vector", "-Xmx3g");

    private JmhFork() {}

    /** The -X options of this JVM, which JMH hands on, and what is added to them. */
    static List<String> jvmArguments() {
        return Stream.concat(
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(argument -> argument.startsWith("-X")),
                        JVM_ARGUMENTS.stream())
                .toList();
    }

    /** JMH's JSON of the result, or what went wrong. */
    record Outcome(String json, String failure) {}

    static Outcome run(Pairing pairing, int threads, Repetitions repetitions) {
        return run(benchmark(pairing), pairing, threads, repetitions, JVM_ARGUMENTS);
    }

    /** The same with the phases clocked. */
    static Outcome clocked(Pairing pairing, int threads, Repetitions repetitions) {
        return run(
                PhaseBenchmark.class,
                pairing,
                threads,
                repetitions,
                Stream.concat(JVM_ARGUMENTS.stream(), Stream.of("-Dfcn.phases=true")).toList());
    }

    /** The JMH class that times it. */
    static Class<?> benchmark(Pairing pairing) {
        return pairing.shape().transposed()
                ? TransposedConvolutionBenchmark.class
                : ConvolutionBenchmark.class;
    }

    private static Outcome run(
            Class<?> benchmark,
            Pairing pairing,
            int threads,
            Repetitions repetitions,
            List<String> arguments) {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(log, true, StandardCharsets.UTF_8)) {
            Collection<RunResult> results =
                    new Runner(
                                    options(benchmark, pairing, threads, repetitions, arguments),
                                    OutputFormatFactory.createFormatInstance(
                                            print, VerboseMode.NORMAL))
                            .run();
            return results.isEmpty()
                    ? new Outcome(null, failure(log.toString(StandardCharsets.UTF_8)))
                    : new Outcome(json(results), null);
        } catch (RunnerException e) {
            throw new BadInputException(
                    "JMH does not start: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
    }

    private static Options options(
            Class<?> benchmark,
            Pairing pairing,
            int threads,
            Repetitions repetitions,
            List<String> arguments) {
        return new OptionsBuilder()
                .include("^" + benchmark.getName() + "\\.run$")
                .param("shape", pairing.descriptor())
                .param("kernel", pairing.kernel().name())
                .param("threads", String.valueOf(threads))
                .forks(repetitions.forks())
                .warmupIterations(repetitions.warmups())
                .warmupTime(seconds(repetitions.warmupSeconds()))
                .measurementIterations(repetitions.iterations())
                .measurementTime(seconds(repetitions.iterationSeconds()))
                .jvmArgsAppend(arguments.toArray(String[]::new))
                .build();
    }

    private static TimeValue seconds(double seconds) {
        return TimeValue.milliseconds(Math.max(1, Math.round(1000 * seconds)));
    }

    private static String json(Collection<RunResult> results) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(json, true, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, print).writeOut(results);
        }
        return json.toString(StandardCharsets.UTF_8);
    }

    /** What JMH's log says under its mark of a failure: the exception, or the JVM's last words. */
    private static String failure(String log) {
        return log.lines()
                .map(String::strip)
                .dropWhile(
                        line -> !line.equals("<failure>") && !line.startsWith("<forked VM failed"))
                .filter(line -> !line.isEmpty() && !line.startsWith("<"))
                .findFirst()
                .orElse("JMH gave no result");
    }
}
