package fcn.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

class HelpFitsATerminal {
    private static final int COLUMNS = 80;

    static Stream<String> commands() {
        return Main.commandLine().getSubcommands().keySet().stream()
                .filter(name -> !List.of("jmh", "help").contains(name));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void ofEveryCommand(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");

        assertThat(run.status()).isZero();
        List<String> lines = run.output().lines().toList();
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(COLUMNS));
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i - 1) + "|" + lines.get(i).strip())
                    .as("no name of a file is torn apart")
                    .doesNotMatch(".*\\w\\.\\|(json|html|prototxt|svg|png|npy|jar)\\b.*");
        }
        if (!command.equals("warm")) { // which takes another command with its options
            assertThat(run.output()).contains("Options of all commands:", "--json", "--quiet");
        }
    }

    @Test
    void aCommandIsALineInTheList() {
        List<String> lines = CommandLineRun.of("--help").output().lines().toList();
        int begin = lines.indexOf("Commands:");

        assertThat(lines.subList(begin + 1, begin + 1 + (int) commands().count()))
                .allSatisfy(line -> assertThat(line).matches("  [a-z]+ +\\S.*\\."));
    }

    @Test
    void anOptionThatMeansNothingIsNotListed() {
        assertThat(CommandLineRun.of("compare", "--help").output())
                .contains("--threshold", "--out")
                .doesNotContain("--engine", "--weights", "--threads");
        assertThat(CommandLineRun.of("segment", "--help").output())
                .contains("--engine", "--weights", "--threads");
    }
}
