package fcn.reports.plan;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code plan.html}, one file that needs no other. */
public final class PlanReport {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, PlanReport.class.getClassLoader(), "fcn.reports.pages");

    private PlanReport() {}

    public static void write(Path file, PlanPage page) throws IOException {
        StringOutput output = new StringOutput();
        TEMPLATES.render("plan.jte", page, output);
        Files.writeString(file, output.toString());
    }
}
