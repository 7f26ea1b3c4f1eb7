package io.groundwork.shell.web;

import io.groundwork.platform.kernel.Text;
import io.groundwork.platform.web.Theme;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/**
 * What a person sees in place of a page that is not there or could not be shown. It is no Faces view, because it has to
 * work when Faces is what failed, and after a form as well as after a link.
 */
public class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en" data-theme="%s">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s · %s</title>
            <link rel="icon" type="image/svg+xml" href="/assets/mark.svg">
            <link rel="stylesheet" href="/assets/app.css">
            </head>
            <body>
            <main class="gate"><div class="gate-box">
            <div class="gate-brand"><img src="/assets/mark.svg" width="24" height="24" alt=""><span>%s</span></div>
            <div class="card stack"><h1>%s</h1><p class="muted">%s</p><p><a class="button" href="/">%s</a></p></div>
            </div></main>
            </body>
            </html>
            """;

    @Inject
    private transient Theme theme;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        boolean failed = status instanceof Integer code && code >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        String what = failed ? "failed" : "not_found";
        // "You may not" looks like "there is no such thing", in the status too.
        if (!failed) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .write(PAGE.formatted(
                        theme.getChoice(),
                        text(what + "_title"),
                        text("product"),
                        text("product"),
                        text(what + "_title"),
                        text(what),
                        text("to_start")));
    }

    private static String text(String code) {
        return new Text("shell." + code).in(Locale.ENGLISH);
    }
}
