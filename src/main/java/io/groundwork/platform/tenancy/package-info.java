/**
 * Which caller, and so which tenant, the work on this thread belongs to. Requests bind their caller at the door and
 * unbind it on the way out; jobs and streams bind the caller they act for. Without a binding the database shows nothing.
 */
package io.groundwork.platform.tenancy;
