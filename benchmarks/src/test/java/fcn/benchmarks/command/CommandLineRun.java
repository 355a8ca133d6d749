package fcn.benchmarks.command;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** One run of the command line in this JVM: its exit status and what it printed. */
record CommandLineRun(int status, String output, String errors) {
    /** A network of one convolution, 1×2×5×7 to 1×3×5×7. */
    static final String SMALL =
            """
            name: "small"
            layer {
              name: "data" type: "Input" top: "data"
              input_param { shape { dim: 1 dim: 2 dim: 5 dim: 7 } }
            }
            layer {
              name: "conv" type: "Convolution" bottom: "data" top: "conv"
              convolution_param { num_output: 3 kernel_size: 3 pad: 1 }
            }
            """;

    static CommandLineRun of(String... arguments) {
        StringWriter output = new StringWriter();
        StringWriter errors = new StringWriter();
        CommandLine line = Main.commandLine(arguments);
        line.setOut(new PrintWriter(output, true));
        line.setErr(new PrintWriter(errors, true));
        int status = line.execute(arguments);
        return new CommandLineRun(status, output.toString(), errors.toString());
    }

    /** Writes a file into a folder and gives its path as an argument. */
    static String file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
