package io.groundwork.testing;

import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * Faces with everything they stand on, wired as the container would, on one connection of the application role: row level
 * security and locks are the real ones, and a transaction belongs to one tenant. Fired events are kept to be looked at;
 * observers are not called.
 */
public final class Wired implements AutoCloseable {

    private final Configuration configuration;
    private SessionFactory factory;
    private Session session;
    private final Map<Class<?>, Object> beans = new HashMap<>();
    private final List<Object> events = new ArrayList<>();

    public Wired(TestDatabase database, Class<?>... entities) {
        configuration = new Configuration()
                .setProperty("hibernate.connection.url", database.url())
                .setProperty(
                        "hibernate.connection.username", database.application().user())
                .setProperty(
                        "hibernate.connection.password", database.application().password())
                .setProperty("hibernate.connection.pool_size", "2")
                .setProperty("hibernate.hbm2ddl.auto", "validate")
                .setProperty("hibernate.timezone.default_storage", "NORMALIZE_UTC")
                .setProperty("hibernate.jdbc.time_zone", "UTC");
        Arrays.stream(entities).forEach(configuration::addAnnotatedClass);
    }

    /** Faces that need no entities: their {@code Sql} is to be named. */
    public Wired() {
        configuration = null;
    }

    /** Made when the first needs it; null where there is no database. */
    private Session session() {
        if (session == null && configuration != null) {
            factory = configuration.buildSessionFactory();
            session = factory.openSession();
        }
        return session;
    }

    /** Takes this object as the bean of its type, in place of one that would be made. */
    public <T> Wired with(Class<T> type, T bean) {
        beans.put(type, bean);
        return this;
    }

    /** The one bean of this type. */
    public <T> T bean(Class<T> type) {
        Object bean = beans.get(type);
        if (bean == null) {
            bean = make(type);
            beans.put(type, bean);
            fill(bean, type);
        }
        return type.cast(bean);
    }

    /** Work in a transaction of its own that is bound to the caller's tenant. */
    public <T> T as(Caller caller, Supplier<T> work) {
        session().beginTransaction();
        try {
            session.createNativeQuery("select set_config('app.tenant_id', :tenant, true)", String.class)
                    .setParameter("tenant", Integer.toString(caller.tenant().value()))
                    .getSingleResult();
            T value = work.get();
            session.getTransaction().commit();
            return value;
        } finally {
            if (session.getTransaction().isActive()) {
                session.getTransaction().rollback();
            }
            session.clear();
        }
    }

    public void run(Caller caller, Runnable work) {
        as(caller, () -> {
            work.run();
            return null;
        });
    }

    /** What was fired since the last look. */
    public List<Object> events() {
        List<Object> fired = List.copyOf(events);
        events.clear();
        return fired;
    }

    private Object make(Class<?> type) {
        try {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.isAnnotationPresent(Inject.class)) {
                    constructor.setAccessible(true);
                    return constructor.newInstance(Arrays.stream(constructor.getParameterTypes())
                            .map(this::bean)
                            .toArray());
                }
            }
            Constructor<?> plain = type.getDeclaredConstructor();
            plain.setAccessible(true);
            return plain.newInstance();
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void fill(Object bean, Class<?> type) {
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(Inject.class)) {
                set(bean, field, field.getType() == Event.class ? recorder() : bean(field.getType()));
            } else if (field.isAnnotationPresent(PersistenceContext.class)) {
                set(bean, field, session());
            }
        }
    }

    private static void set(Object bean, Field field, Object value) {
        try {
            field.setAccessible(true);
            field.set(bean, value);
        } catch (IllegalAccessException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Event<?> recorder() {
        return (Event<?>) Proxy.newProxyInstance(
                Wired.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("fire")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    events.add(arguments[0]);
                    return null;
                });
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
            factory.close();
        }
    }
}
