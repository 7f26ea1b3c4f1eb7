package io.groundwork.platform.rest;

import io.groundwork.platform.web.RequestBinding;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.EnumSet;

/**
 * Leads the API's addresses to the resources, beside the pages. Jersey runs as a filter here because only then do paths
 * keep their whole form ({@code /v1/...} and {@code /api/v1/...} in one application).
 */
@WebListener
public class ApiMapping implements ServletContextListener {

    /** What is not the API's passes on to the pages; Jersey calls that static content. */
    private static final String NOT_THE_API = "/(?!(api|v1|mcp|scim)(/|$)).*";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        FilterRegistration.Dynamic binding = context.addFilter("RequestBinding", RequestBinding.class);
        binding.setAsyncSupported(true);
        binding.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        FilterRegistration.Dynamic plain = context.addFilter("PlainAddress", PlainAddress.class);
        plain.setAsyncSupported(true);
        plain.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        FilterRegistration.Dynamic api = context.addFilter("Api", "org.glassfish.jersey.servlet.ServletContainer");
        api.setInitParameter("jakarta.ws.rs.Application", ApiApplication.class.getName());
        api.setInitParameter("jersey.config.servlet.filter.staticContentRegex", NOT_THE_API);
        // Streams must leave at once: with a buffer nothing would be flushed before it is full.
        api.setInitParameter("jersey.config.server.contentLength.buffer", "0");
        api.setInitParameter("jersey.config.server.wadl.disableWadl", "true");
        api.setAsyncSupported(true);
        api.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
    }
}
