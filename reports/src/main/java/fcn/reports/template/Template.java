package fcn.reports.template;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

import java.util.Map;

/** The templates of this module. */
public final class Template {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Template.class.getClassLoader(), "fcn.reports.pages");

    private Template() {}

    /** The text of a template for its one parameter. */
    public static String render(String template, Object page) {
        StringOutput output = new StringOutput();
        TEMPLATES.render(template, page, output);
        return output.toString();
    }

    /** The text of a template for its parameters by name. */
    public static String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        TEMPLATES.render(template, parameters, output);
        return output.toString();
    }
}
