//! What an app, its scopes and their lowering report.

codes! {
    APP101: "two constructs of one name in a scope" {
        why: "ids make the paths and logical ids of constructs, which must tell them apart",
        fix: "give one of them another id; ids are unique within their scope",
    }
    APP102: "an empty id" {
        why: "the id of a construct becomes part of its logical id",
        fix: "name the construct",
    }
    APP103: "a handle of another app" {
        why: "a handle names something in the app whose scope returned it, and nothing in any other",
        fix: "use it with that app, or pass on a value that both know",
        echoes: ["SCH105"],
    }
    APP104: "a change of something that has no resource" {
        why: "an imported construct belongs to somebody else, and a group of constructs is no resource",
        fix: "change it where it is made, or change one of the resources in it",
    }
    APP105: "two paths that come to one logical id" {
        why: "logical ids have letters and digits only, so paths that differ in other signs come to one",
        fix: "give one of the constructs another id, or fix its logical id with `pin_id`",
        link: RESOURCES,
    }
    APP106: "something that is no logical id" {
        why: "CloudFormation refuses other logical ids than 1 to 255 letters and digits",
        fix: "use the letters A to Z and a to z and digits",
        link: RESOURCES,
        echoes: ["TPL106"],
    }
    APP107: "a tag that begins with `aws:`" {
        why: "AWS keeps that prefix for itself and refuses such tags",
        fix: "choose another key",
        link: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
    }
    APP108: "a condition, a mapping or a rule of another stack" {
        why: "conditions, mappings and rules hold in the template that declares them, and cannot be exported",
        fix: "declare it in this stack, too",
        echoes: ["SCH105"],
    }
    APP109: "a reference across accounts or regions" {
        why: "exports do not cross regions and accounts",
        fix: "read the value with `weak` while the stack is deployed, or pass it as a parameter",
        link: EXPORTS,
        echoes: ["SCH105"],
    }
    APP110: "something that is no stack name" {
        why: "CloudFormation refuses other names than 1 to 128 letters, digits and hyphens after a letter; \
              the id of a stack is the name of its template's file",
        fix: "choose another name",
        link: STACKS,
    }
    APP111: "two stacks of one name in one account and region" {
        why: "a stack's name is unique in an account and region; the second would replace the first",
        fix: "give one of them another name, or say where each is deployed with `environment`",
        link: STACKS,
    }
    APP112: "stacks that need each other in a ring" {
        why: "none of them could be deployed first",
        fix: "move what one of them needs to the other, or to a third that comes before both",
        link: EXPORTS,
    }
    APP113: "an attribute that a construct does not have" {
        why: "there is nothing that the reference could return",
        fix: "use an attribute that it has; an imported construct has only those that it was imported with",
        echoes: ["SCH105"],
    }
    APP114: "an override that finds no place" {
        why: "the pointer leads through something that is no object and no list, or past the end of a list",
        fix: "name properties and positions from 0, as `/LoadBalancers/0/ContainerName`",
    }
    APP115: "an edit through a handle of another type" {
        why: "the change is written for resources of one type, and the handle names one of another",
        fix: "edit it through the handle that adding it returned",
    }
    APP116: "a construct that defines an attribute by itself" {
        why: "following the definition never comes to a value",
        fix: "define the attribute by that of a resource, a parameter or a literal",
        echoes: ["SCH105"],
    }
    APP117: "values that are nested too deep" {
        why: "nothing that can be deployed is nested so deep, and CloudFormation refuses it",
        fix: "build it flat: one list of many items, one text of many pieces",
        echoes: ["SCH105"],
    }
    APP118: "a parameter's default or limit that is an expression" {
        why: "CloudFormation reads defaults, allowed values and limits before it knows any value, so they are literals",
        fix: "give a literal, or choose in a condition where the parameter is used",
        link: PARAMETERS,
    }
    APP119: "a logical id pinned to a path where there is nothing" {
        why: "the id that was meant to be kept would be lost, and its resource replaced",
        fix: "name a construct by its path below the scope, as `Alb/Listener`",
    }
    APP120: "an acknowledgement without a reason" {
        why: "whoever reads it next cannot tell whether it still holds",
        fix: "say why it is meant to be so",
    }
    APP121: "acknowledgements beside metadata of the same name" {
        why: "acknowledgements are written to the metadata `Stackwright`, where the checker reads them",
        fix: "give the metadata of your own another name",
    }
    APP122: "a stack that was moved" {
        why: "logical ids do not hold the id of the stack; a stack of another name is another stack",
        fix: "to keep the deployed stack, keep its name: `.name(\"...\")`",
    }
    APP123: "a scope that becomes two things" {
        why: "a scope is one element of a template, or a stack, or a place for others; the first would vanish",
        fix: "add the other below it, with an id of its own",
    }
    APP124: "an edit of a resource within an edit of it" {
        why: "the outer edit holds the properties, so the inner one has none to change",
        fix: "make the inner change after the outer one, or on what the outer one is given",
    }
    APP125: "tags that do not reach a resource" {
        why: "its own tags are a function as a whole, to which nothing can be added",
        fix: "write its own tags as a list, where functions may stand for keys, values and tags",
        severity: warning,
    }
    APP126: "a conditional resource that another stack needs in any case" {
        why: "where its condition does not hold there is no export, and the import fails",
        fix: "make what needs it depend on a condition of its own stack, or choose another value with `if_`",
        severity: warning,
        link: EXPORTS,
    }
    APP127: "two stacks that export one name" {
        why: "names of exports are unique in an account and region, so the second stack cannot be deployed",
        fix: "begin the names with that of the stack: `sub!(\"{AWS::StackName}-...\")`",
        link: EXPORTS,
    }
    APP128: "an export to be kept of what cannot be exported" {
        why: "a stack exports attributes of its own resources and parameters",
        fix: "keep an attribute of a resource or a parameter of the stack itself",
        link: EXPORTS,
    }
    APP130: "a number that no template can hold" {
        why: "it would be written as another number, or as none",
        fix: "a whole number is at most 9223372036854775807, and none is infinite; what is longer is text",
    }
    APP131: "an item of a parameter's list with a comma in it" {
        why: "a list is given as one text, which CloudFormation divides at every comma",
        fix: "ask for a text and `split` it at another sign, or for each value by itself",
        link: PARAMETERS,
    }
    APP132: "`AWS::NoValue` where there must be a value" {
        why: "CloudFormation refuses a text a part of which is not there, and an output without a value",
        fix: "choose between whole texts, write an empty part, or give the output a condition",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html",
    }
    APP133: "an object in JSON text that only deployment knows" {
        why: "a text is put together of texts, and an object is none",
        fix: "name its parts one by one, or write the whole with `to_json_string`",
        link: "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html",
    }
    APP134: "a parameter of a nested stack without a value" {
        why: "nobody is asked for the parameters of a nested stack, so CloudFormation refuses to make it",
        fix: "give it a default, or a value with `parameter(..)`; what constructs refer to needs no parameter at all",
        link: NESTED,
    }
    APP135: "a value for a parameter that the nested stack does not have" {
        why: "a stack is given values for its own parameters only, and CloudFormation refuses others",
        fix: "name a parameter that was added to the nested stack itself",
        link: NESTED,
    }
    APP136: "something of the account that has not been looked up" {
        why: "what is in an account is kept in `cdk.context.json`, beside the program, so that the same program gives the same templates everywhere; a value that stands for it would be deployed one day",
        fix: "look it up with `cargo run -- context`, which asks the AWS command line, and commit the file; the AWS CDK command line fills it by itself",
        link: CONTEXT,
    }
    APP137: "something of the account is asked for, and the stack names none" {
        why: "what is looked up in one account and region is not so in another",
        fix: "say `.environment(account, region)` of the stack or the stage before",
        link: CONTEXT,
    }
    APP138: "something of the account that was not found" {
        why: "whoever looked it up found none, or several, and wrote that down in the context",
        fix: "ask for something that is there, and only once; then look it up again: `cargo run -- context --refresh`",
        link: CONTEXT,
    }
    APP139: "an included template that cannot be read" {
        why: "nothing of it is known, and so nothing of what it has deployed would be in the stack",
        fix: "mend the place that the message names; `stackwright check FILE` shows it with its line",
        link: TEMPLATES,
    }
    APP140: "a value for a parameter that the included template does not have" {
        why: "a value that goes nowhere is a name that was mistyped",
        fix: "name one of the template's own parameters",
        link: PARAMETERS,
    }
    APP141: "something that the included template does not have" {
        why: "a handle stands for something that is in the template, under its logical id and of its type",
        fix: "name what is there, by its logical id, with the handle of its type",
        link: RESOURCES,
    }
    APP142: "a construct that is moved to where it stands" {
        why: "its ids come from that path without it: whoever reads it looks for a move that was not made, or was taken back",
        fix: "take the `moved` out, or name the path below the stack where the construct was before",
        severity: warning,
    }
}

const TEMPLATES: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html";

const CONTEXT: &str = "https://docs.aws.amazon.com/cdk/v2/guide/context.html";
const NESTED: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html";
const RESOURCES: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html";
const EXPORTS: &str =
    "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html";
const STACKS: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-using-console-create-stack-parameters.html";
const PARAMETERS: &str = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html";
