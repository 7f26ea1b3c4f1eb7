package io.groundwork.platform.persistence;

import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;

/** Declares the pool of the application role; the address and the sign-in come from the environment. */
@DataSourceDefinition(
        name = "java:app/jdbc/groundwork",
        className = "org.postgresql.ds.PGSimpleDataSource",
        url = "${MPCONFIG=groundwork.db.url}",
        user = "${MPCONFIG=groundwork.db.user}",
        password = "${MPCONFIG=groundwork.db.password}",
        minPoolSize = 2,
        maxPoolSize = 40,
        maxIdleTime = 300,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.PostgresConnectionValidation",
            "fish.payara.fail-all-connections=true",
            "fish.payara.validate-atmost-once-period-in-seconds=2"
        })
@ApplicationScoped
class DatabaseConnection {}
