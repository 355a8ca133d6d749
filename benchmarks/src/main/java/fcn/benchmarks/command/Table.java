package fcn.benchmarks.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text under a header: aligned for a terminal, or as CSV or Markdown. */
final class Table {
    /** How it is written. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Remarks go on in the next line beyond so many characters. */
    private static final int TERMINAL = 80;

    private final List<String> header;
    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    /** A column whose name begins with {@code >} is aligned to the right. */
    Table(String... columns) {
        right = new boolean[columns.length];
        header = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            right[i] = columns[i].startsWith(">");
            header.add(right[i] ? columns[i].substring(1) : columns[i]);
        }
    }

    /** Adds a row; one cell alone is a remark across the columns, wrapped on a terminal. */
    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Columns two blanks apart, as wide as they must be. */
    String aligned() {
        int[] widths = new int[header.size()];
        List<List<String>> all = new ArrayList<>();
        all.add(header);
        all.addAll(rows);
        for (List<String> row : all) {
            for (int i = 0; i < row.size() && row.size() == widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            if (row.size() == 1) {
                line.append(wrapped(row.getFirst()));
            } else {
                for (int i = 0; i < row.size(); i++) {
                    String pad = " ".repeat(widths[i] - row.get(i).length());
                    line.append(i == 0 ? "" : "  ");
                    line.append(right[i] ? pad + row.get(i) : row.get(i) + pad);
                }
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** A remark for a terminal: indented by two blanks, further lines by four. */
    static String wrapped(String remark) {
        StringBuilder text = new StringBuilder();
        int column = 0;
        for (String word : remark.split(" ", -1)) {
            if (column > 0 && column + 1 + word.length() > TERMINAL) {
                text.append(System.lineSeparator()).append("    ").append(word);
                column = 4 + word.length();
            } else {
                text.append(column == 0 ? "  " : " ").append(word);
                column += (column == 0 ? 2 : 1) + word.length();
            }
        }
        return text.toString();
    }

    /** RFC 4180. */
    String csv() {
        StringBuilder text = new StringBuilder(String.join(",", header)).append("\r\n");
        for (List<String> row : rows) {
            text.append(String.join(",", row.stream().map(Table::quoted).toList()));
            text.append("\r\n");
        }
        return text.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("| " + String.join(" | ", header) + " |\n|");
        for (boolean numbers : right) {
            text.append(numbers ? " ---: |" : " --- |");
        }
        text.append('\n');
        for (List<String> row : rows) {
            text.append("| ").append(String.join(" | ", row).replace("\n", " ")).append(" |\n");
        }
        return text.toString();
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\r\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }
}
