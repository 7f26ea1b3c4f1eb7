/** Tenants, users, groups and keys on the wire. */
package io.groundwork.identity.rest;
