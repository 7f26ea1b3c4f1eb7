/**
 * The demo company: a fictional tenant with people, groups, collections and documents that show each behaviour of the
 * product. It is loaded through the same public faces as everybody's tenant, once; what people change in it afterwards is
 * theirs and stays. It refuses to touch a tenant of the same name that it did not open itself.
 */
package io.groundwork.demo;
