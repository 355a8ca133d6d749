package fcn.benchmarks.command;

import fcn.benchmarks.machine.Machine;
import fcn.kernels.simd.Species;
import fcn.reference.BadInputException;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** The top of the command line. */
@Command(
        name = "fcn",
        description = {
            "Convolution kernels in competition: checked against a naive reference, timed layer by"
                    + " layer on FCN-8s, and put together into a plan that runs the network.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "fcn help COMMAND tells a command's options. FCN_JAVA_OPTS holds options of the JVM,"
                    + " such as -Xmx8g. Without a command, bench runs.",
            "Exit status: 0 done; 1 a check failed or a regression was found; 2 bad usage or bad input; 70 a fault of ours."
        })
public final class Main implements Callable<Integer> {
    /** As help lists them. */
    private static final List<Class<?>> COMMANDS =
            List.of(
                    BenchCommand.class,
                    ReportCommand.class,
                    PhasesCommand.class,
                    CompareCommand.class,
                    PlanCommand.class,
                    CheckCommand.class,
                    TimeCommand.class,
                    SavingsCommand.class,
                    WarmCommand.class,
                    MachineCommand.class,
                    ShapesCommand.class,
                    GraphCommand.class,
                    ExplainCommand.class,
                    ForwardCommand.class,
                    SegmentCommand.class,
                    FeaturesCommand.class,
                    JmhCommand.class,
                    HelpCommand.class);

    /** Those that run or describe others. */
    private static final Set<Class<?>> NEEDS_ALL = Set.of(WarmCommand.class, HelpCommand.class);

    @Spec private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /**
     * The command line, ready to execute. Where the first argument is a command that needs no other
     * it knows that one alone: to describe them all takes longer than many of them run.
     */
    static CommandLine commandLine(String... args) {
        List<Class<?>> named =
                COMMANDS.stream()
                        .filter(command -> args.length > 0 && name(command).equals(args[0]))
                        .filter(command -> !NEEDS_ALL.contains(command))
                        .toList();
        CommandLine line = new CommandLine(new Main());
        (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(80);
        line.setParameterExceptionHandler(Failures::usage);
        line.setExecutionExceptionHandler(Failures::execution);
        line.setExecutionStrategy(parsed -> withoutErrors(line, parsed));
        line.getSubcommands().values().forEach(Main::addHelp);
        line.getSubcommands().values().forEach(HelpText::arrange);
        return line;
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    /** Turns errors, which picocli lets through, into exceptions, which it hands on. */
    private static int withoutErrors(CommandLine line, ParseResult parsed) {
        checkProperty(line, Species.PROPERTY, "128", "256", "512");
        checkProperty(line, Species.REGISTERS_PROPERTY, "16", "32");
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError e) {
            throw new ExecutionException(line, e.toString(), Failures.heap(e));
        } catch (AssertionError | StackOverflowError | LinkageError e) {
            throw new ExecutionException(line, e.toString(), new IllegalStateException(e));
        }
    }

    private static void checkProperty(CommandLine line, String name, String... values) {
        String value = System.getProperty(name);
        if (value != null && !List.of(values).contains(value)) {
            String problem = "-D" + name + "=" + value + ": give " + String.join(" or ", values);
            throw new ExecutionException(line, problem, new BadInputException(problem));
        }
    }

    private static void addHelp(CommandLine line) {
        CommandSpec command = line.getCommandSpec();
        if (command.name().equals(JmhCommand.NAME)) {
            line.setUnmatchedOptionsArePositionalParams(true);
        } else if (!command.helpCommand()) {
            command.addOption(
                    OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Print this.")
                            .build());
        }
    }

    @Override
    public Integer call() {
        return spec.commandLine().getSubcommands().get("bench").execute();
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            Package here = Main.class.getPackage();
            String version = here.getImplementationVersion();
            return new String[] {
                "fcn-kernels "
                        + (version == null ? "(not from a jar)" : version)
                        + ", commit "
                        + Machine.buildProperty("git.commit.id.abbrev"),
                "java " + Runtime.version()
            };
        }
    }
}
