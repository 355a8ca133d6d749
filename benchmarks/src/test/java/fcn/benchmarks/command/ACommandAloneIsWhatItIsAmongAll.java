package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.util.stream.Stream;

/** What the first argument names is found, described and run without the other commands. */
class ACommandAloneIsWhatItIsAmongAll {
    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itsHelpIsTheSame(String name) {
        CommandLine alone = Main.commandLine(name, "--help").getSubcommands().get(name);
        CommandLine among = Main.commandLine().getSubcommands().get(name);
        assertThat(alone.getUsageMessage()).isEqualTo(among.getUsageMessage());
        assertThat(alone.isUnmatchedOptionsArePositionalParams())
                .isEqualTo(among.isUnmatchedOptionsArePositionalParams());
    }

    @Test
    void theOthersAreNotDescribed() {
        assertThat(Main.commandLine("shapes").getSubcommands()).containsOnlyKeys("shapes");
    }

    @Test
    void whatNamesNoneKnowsAll() {
        assertThat(Main.commandLine("--help").getSubcommands()).hasSizeGreaterThan(10);
        assertThat(Main.commandLine("shape").getSubcommands()).hasSizeGreaterThan(10);
        assertThat(Main.commandLine("help", "shapes").getSubcommands()).hasSizeGreaterThan(10);
        assertThat(Main.commandLine("warm").getSubcommands()).hasSizeGreaterThan(10);
    }

    @Test
    void aWrongNameGetsSuggestions() {
        assertThat(CommandLineRun.of("shape").errors()).contains("shapes");
        assertThat(CommandLineRun.of("shape").status()).isEqualTo(2);
    }
}
