package io.groundwork.retrieval;

import java.sql.SQLException;
import org.postgresql.util.PGobject;

/** Vectors and bits as pgvector writes them. */
final class Vectors {

    private Vectors() {}

    static String text(float[] vector) {
        StringBuilder text = new StringBuilder(vector.length * 12).append('[');
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return text.append(']').toString();
    }

    /** A parameter that the database reads once, not once per row as it would a text that is cast. */
    static PGobject halfvec(float[] vector) {
        return typed("halfvec", text(vector));
    }

    static PGobject bits(String bits) {
        return typed("bit", bits);
    }

    private static PGobject typed(String type, String value) {
        try {
            PGobject object = new PGobject();
            object.setType(type);
            object.setValue(value);
            return object;
        } catch (SQLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
