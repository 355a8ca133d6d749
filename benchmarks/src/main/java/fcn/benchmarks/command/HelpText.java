package fcn.benchmarks.command;

import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A command's help: its own options first, then those of all commands that mean something to it.
 */
final class HelpText {
    private static final String COMMON = "common";
    private static final Set<String> RUN =
            Set.of("--weights", "--engine", "--plan", "--without", "--threads");

    /** Common options that a command takes and has no use for, by its name. */
    private static final Map<String, Set<String>> IDLE =
            Map.of(
                    "bench", Set.of("--weights", "--engine", "--plan", "--without"),
                    "check", Set.of("--weights", "--engine", "--plan", "--without", "--out"),
                    "compare", with(RUN, "--model"),
                    "explain", RUN,
                    "graph", RUN,
                    "machine",
                            Set.of(
                                    "--weights",
                                    "--engine",
                                    "--plan",
                                    "--without",
                                    "--model",
                                    "--out"),
                    "phases", with(RUN, "--out"),
                    "report", RUN,
                    "shapes", RUN);

    private HelpText() {}

    private static Set<String> with(Set<String> some, String more) {
        List<String> all = new ArrayList<>(some);
        all.add(more);
        return Set.copyOf(all);
    }

    /** Arranges the help of a command. */
    static void arrange(CommandLine line) {
        line.getCommandSpec().usageMessage().abbreviateSynopsis(true);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpText::options);
    }

    private static String options(Help help) {
        CommandSpec command = help.commandSpec();
        CommandSpec mixin = command.mixins().get(COMMON);
        if (mixin == null) {
            return help.optionList();
        }
        Set<String> names = mixin.optionsMap().keySet();
        Set<String> idle = IDLE.getOrDefault(command.name(), Set.of());
        List<OptionSpec> own = new ArrayList<>();
        List<OptionSpec> common = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            if (!names.contains(option.longestName())) {
                own.add(option);
            } else if (!idle.contains(option.longestName())) {
                common.add(option);
            }
        }
        return help.optionListExcludingGroups(own)
                + System.lineSeparator()
                + "Options of all commands:"
                + System.lineSeparator()
                + help.optionListExcludingGroups(common);
    }
}
