/** The addresses under which a tenant's routing policies are drafted, read, tried and published. */
package io.groundwork.routing.rest;
