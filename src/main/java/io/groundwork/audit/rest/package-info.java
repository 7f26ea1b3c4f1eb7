/** The audit trail on the wire; it reads and never writes. */
package io.groundwork.audit.rest;
