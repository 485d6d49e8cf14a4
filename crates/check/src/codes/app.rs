//! Codes of `stackwright-core`: what an app, its scopes and their lowering report.

use super::program;
use crate::Declaration;

pub(super) static CODES: &[Declaration] = &[
    program(
        "APP101",
        "two constructs of one name in a scope",
        "ids make the paths and logical ids of constructs, which must tell them apart",
        "give one of them another id; ids are unique within their scope",
        "",
    ),
    program(
        "APP102",
        "an empty id",
        "the id of a construct becomes part of its logical id",
        "name the construct",
        "",
    ),
    program(
        "APP103",
        "a handle of another app",
        "a handle names something in the app whose scope returned it, and nothing in any other",
        "use it with that app, or pass on a value that both know",
        "",
    ),
    program(
        "APP104",
        "a change of something that has no resource",
        "an imported construct belongs to somebody else, and a group of constructs is no resource",
        "change it where it is made, or change one of the resources in it",
        "",
    ),
    program(
        "APP105",
        "two paths that come to one logical id",
        "logical ids have letters and digits only, so paths that differ in other signs come to one",
        "give one of the constructs another id, or fix its logical id with `pin_id`",
        RESOURCES,
    ),
    program(
        "APP106",
        "something that is no logical id",
        "CloudFormation refuses other logical ids than 1 to 255 letters and digits",
        "use the letters A to Z and a to z and digits",
        RESOURCES,
    ),
    program(
        "APP107",
        "a tag that begins with `aws:`",
        "AWS keeps that prefix for itself and refuses such tags",
        "choose another key",
        "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
    ),
    program(
        "APP108",
        "a condition, a mapping or a rule of another stack",
        "conditions, mappings and rules hold in the template that declares them, and cannot be exported",
        "declare it in this stack, too",
        "",
    ),
    program(
        "APP109",
        "a reference across accounts or regions",
        "exports do not cross regions and accounts",
        "pass the value as a parameter of the other stack",
        EXPORTS,
    ),
    program(
        "APP110",
        "something that is no stack name",
        "CloudFormation refuses other names than 1 to 128 letters, digits and hyphens after a letter",
        "choose another name",
        STACKS,
    ),
    program(
        "APP111",
        "two stacks of one name",
        "a stack's name is unique in an account and region; the second would replace the first",
        "give one of them another name with `name_stack`",
        STACKS,
    ),
    program(
        "APP112",
        "stacks that need each other in a ring",
        "none of them could be deployed first",
        "move what one of them needs to the other, or to a third that comes before both",
        EXPORTS,
    ),
    program(
        "APP113",
        "an attribute that a construct does not have",
        "there is nothing that the reference could return",
        "use an attribute that it has; an imported construct has only those that it was imported with",
        "",
    ),
    program(
        "APP114",
        "an override that finds no place",
        "the pointer leads through something that is no object and no list, or past the end of a list",
        "name properties and positions from 0, as `/LoadBalancers/0/ContainerName`",
        "",
    ),
    program(
        "APP115",
        "an edit through a handle of another type",
        "the change is written for resources of one type, and the handle names one of another",
        "edit it through the handle that adding it returned",
        "",
    ),
    program(
        "APP116",
        "a construct that defines an attribute by itself",
        "following the definition never comes to a value",
        "define the attribute by that of a resource, a parameter or a literal",
        "",
    ),
    program(
        "APP117",
        "values that are nested too deep",
        "nothing that can be deployed is nested so deep, and CloudFormation refuses it",
        "build it flat: one list of many items, one text of many pieces",
        "",
    ),
    program(
        "APP118",
        "a parameter's default that is an expression",
        "CloudFormation reads defaults before it knows any value, so they are literals",
        "give a literal, or choose in a condition where the parameter is used",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
    ),
    program(
        "APP119",
        "a logical id pinned to a path where there is nothing",
        "the id that was meant to be kept would be lost, and its resource replaced",
        "name a construct by its path below the scope, as `Alb/Listener`",
        "",
    ),
    program(
        "APP120",
        "an acknowledgement without a reason",
        "whoever reads it next cannot tell whether it still holds",
        "say why it is meant to be so",
        "",
    ),
    program(
        "APP121",
        "acknowledgements beside metadata of the same name",
        "acknowledgements are written to the metadata `Stackwright`, where the checker reads them",
        "give the metadata of your own another name",
        "",
    ),
];

const RESOURCES: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html";
const STACKS: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html";
const EXPORTS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html";
