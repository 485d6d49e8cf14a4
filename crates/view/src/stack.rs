//! What a view is made of.

use std::collections::HashMap;

use stackwright_template::{Node, Template};

/// A stack: its template, where it goes, and what is known of who made what.
#[derive(Clone, Debug)]
pub struct Stack {
    /// Its name: in an app or an assembly that of the stack, of a file that of the file.
    pub name: String,
    /// Its template.
    pub template: Template,
    /// The region that it goes to, where that is known.
    pub region: Option<String>,
    made: HashMap<String, Made>,
}

/// What made a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The path of the construct, as `Shop/Web/Service`; empty where it is not known.
    pub construct: String,
    /// The lines of the program, as `src/main.rs:12:9`: the user's own first.
    pub lines: Vec<String>,
    /// The lines that asked for what others write into it, as rights into a role.
    pub asked: Vec<Asked>,
}

/// A line of the program that asked for something which stands in a resource with what other lines asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The item of a list, as `Policies/0/PolicyDocument/Statement/2`.
    pub item: String,
    /// Which of the resources that a statement names.
    pub part: usize,
    /// The actions; all of the statement's, if there are none.
    pub actions: Vec<String>,
    /// The line, as `src/main.rs:12:9`.
    pub line: String,
}

impl Stack {
    /// A stack of a name and a template.
    pub fn new(name: impl Into<String>, template: Template) -> Self {
        Stack {
            name: name.into(),
            template,
            region: None,
            made: HashMap::new(),
        }
    }

    /// In a region.
    #[must_use]
    pub fn in_region(mut self, region: Option<String>) -> Self {
        self.region = region;
        self
    }

    /// With what made a resource.
    pub fn made_by(&mut self, id: impl Into<String>, made: Made) {
        self.made.insert(id.into(), made);
    }

    /// The construct that made a resource: what is known of it, or what the resource's metadata say, as
    /// templates of AWS CDK do.
    pub fn construct<'s>(&'s self, id: &str) -> Option<&'s str> {
        let known = self.made.get(id).map(|made| made.construct.as_str());
        known.filter(|path| !path.is_empty()).or_else(|| {
            let resource = self.template.resource(id)?;
            resource
                .metadata()?
                .get("aws:cdk:path")
                .and_then(Node::as_str)
        })
    }

    /// The lines that asked for what stands in a resource with what others asked for.
    pub(crate) fn asked(&self, id: &str) -> &[Asked] {
        self.made.get(id).map_or(&[], |made| &made.asked)
    }

    /// The lines of the program that made a resource; none where that is not known.
    pub fn lines(&self, id: &str) -> &[String] {
        self.made.get(id).map_or(&[], |made| &made.lines)
    }
}
