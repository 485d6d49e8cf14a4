use stackwright_template::{Call, Function, Node, SubPart, Template, Walk};

use crate::{shape, yaml};

fn call(text: &str) -> Call {
    yaml(text).as_call().expect(text).clone()
}

#[test]
fn views_of_calls() {
    assert_eq!(call("!Ref A").reference(), Some("A"));
    assert_eq!(call("!Condition A").condition(), Some("A"));
    let c = call("!GetAtt A.B.C");
    let att = c.get_att().unwrap();
    assert_eq!((att.resource, att.attribute.as_str()), ("A", Some("B.C")));
    let c = call("!FindInMap [M, !Ref A, B, {DefaultValue: x}]");
    let find = c.find_in_map().unwrap();
    assert_eq!(find.mapping.as_str(), Some("M"));
    assert_eq!(find.first.kind(), "Ref");
    assert_eq!(find.second.as_str(), Some("B"));
    assert_eq!(find.default.and_then(Node::as_str), Some("x"));
    assert!(
        call("!FindInMap [M, A, B]")
            .find_in_map()
            .unwrap()
            .default
            .is_none()
    );
    let c = call("!If [C, 1, 2]");
    let choice = c.if_().unwrap();
    assert_eq!(choice.condition, "C");
    assert_eq!(
        (choice.then, choice.otherwise),
        (&Node::from(1), &Node::from(2))
    );
    let c = call("!Equals [a, b]");
    assert_eq!(c.equals(), Some((&Node::from("a"), &Node::from("b"))));
    let c = call("!Join ['-', [a]]");
    let join = c.join().unwrap();
    assert_eq!(
        (join.delimiter, shape(join.values)),
        ("-", r#"["a"]"#.to_owned())
    );
    let c = call("!Select [1, !GetAZs '']");
    let select = c.select().unwrap();
    assert_eq!(
        (select.index, select.values.kind()),
        (&Node::from(1), "Fn::GetAZs")
    );
    let c = call("!Split [',', a]");
    let split = c.split().unwrap();
    assert_eq!((split.delimiter, split.text.as_str()), (",", Some("a")));
    let c = call("!Cidr [b, 2, 8]");
    let cidr = c.cidr().unwrap();
    assert_eq!(
        (cidr.block.as_str(), cidr.count),
        (Some("b"), &Node::from(2))
    );
    assert_eq!(cidr.host_bits, Some(&Node::from(8)));
    assert!(call("!Cidr [b, 2]").cidr().unwrap().host_bits.is_none());
    assert_eq!(
        call("!ImportValue x").import_value(),
        Some(&Node::from("x"))
    );
    let c = call("!Transform {Name: N, Parameters: {A: 1}}");
    let (name, parameters) = c.transform().unwrap();
    assert_eq!((name, parameters.map(|map| map.len())), ("N", Some(1)));
}

#[test]
fn the_wrong_shape_has_no_view() {
    assert!(call("!Ref [A]").reference().is_none());
    assert!(call("!GetAtt A").get_att().is_none());
    assert!(call("!GetAtt [A, B, C]").get_att().is_none());
    assert!(call("!If [C, 1]").if_().is_none());
    assert!(call("!If [C, 1, 2, 3]").if_().is_none());
    assert!(call("!Sub [x, y]").sub().is_none());
    assert!(call("!Sub [x, {}, z]").sub().is_none());
    assert!(call("!Join ['-']").join().is_none());
    assert!(call("!FindInMap [a, b]").find_in_map().is_none());
    assert!(call("!Cidr [a]").cidr().is_none());
    // The views are each of one function.
    assert!(call("!Sub A").reference().is_none());
    assert!(call("!Join [a, b]").equals().is_none());
}

/// The parts of a text: variables in braces with their column.
fn parts(text: &str) -> Vec<String> {
    let c = Call {
        function: Function::Sub,
        argument: Node::from(text.to_owned()),
    };
    let parts = c.sub().unwrap().parts();
    parts
        .into_iter()
        .map(|part| match part {
            SubPart::Literal(text) => text.to_owned(),
            SubPart::Variable(variable) => format!("<{}>", variable.name),
        })
        .collect()
}

#[test]
fn the_text_of_sub_is_taken_apart() {
    assert_eq!(parts("a-${B}-${C.D.E}"), ["a-", "<B>", "-", "<C.D.E>"]);
    assert_eq!(parts("${AWS::Region}"), ["<AWS::Region>"]);
    assert_eq!(parts("${ A }"), ["<A>"]);
    assert_eq!(parts("x${!B}y"), ["x${", "B}y"]);
    assert_eq!(parts("${!B}${C}"), ["${", "B}", "<C>"]);
    assert_eq!(parts("$x ${open"), ["$x ${open"]);
    assert_eq!(parts("$${A}"), ["$", "<A>"]);
    assert_eq!(parts("${}"), ["<>"]);
    assert_eq!(parts(""), [""; 0]);
}

#[test]
fn variables_of_sub() {
    let c = call("!Sub ['${A} ${B.C.D}', {A: 1}]");
    let sub = c.sub().unwrap();
    assert_eq!(sub.text, "${A} ${B.C.D}");
    assert!(sub.variables.unwrap().contains_key("A"));
    let found: Vec<_> = sub
        .references()
        .map(|v| (v.target(), v.attribute()))
        .collect();
    assert_eq!(found, [("A", None), ("B", Some("C.D"))]);
}

#[test]
fn places_of_variables() {
    let places = |text: &str| -> Vec<String> {
        let template = Template::from_yaml(text).unwrap();
        let call = template.at("a").and_then(Node::as_call).unwrap();
        let sub = call.sub().unwrap();
        sub.references()
            .map(|v| format!("{}-{}", v.span.start, v.span.end))
            .collect()
    };
    assert_eq!(places("a: !Sub é${B}${ C }"), ["1:12-1:13", "1:17-1:18"]);
    assert_eq!(places("a: !Sub 'é${B}'"), ["1:13-1:14"]);
    assert_eq!(
        places("a: !Sub |\n  x\n\n   é${B}\n  ${C}\n"),
        ["4:7-4:8", "5:5-5:6"]
    );
    assert_eq!(places("a: !Sub |\n  ${B}"), ["2:5-2:6"]);
    // Escapes and folding hide the place.
    assert_eq!(places("a: !Sub \"\\t${B}\""), ["1:9-1:17"]);
    assert_eq!(places("a: !Sub >\n  x\n  ${B}\n"), ["2:3-3:7"]);
    assert_eq!(places("a: !Sub x\n  ${B}\n"), ["1:9-2:7"]);
}

#[test]
fn references_below_a_node() {
    let node = yaml(
        "
  b: !Ref P
  c: [!GetAtt R.Arn, !Sub ['${R.Url} ${Own} ${AWS::Region} ${!No}', {Own: !Ref Q}]]
  d: {Fn::GetAtt: [S, !Ref T]}
  e: !ValueOf [V, Tags]
  f: {Ref: [odd]}",
    );
    let found: Vec<String> = node
        .references()
        .iter()
        .map(|r| {
            let attribute = r.attribute.unwrap_or("-");
            format!(
                "{} {} {attribute} {} {}",
                r.function.name(),
                r.target,
                r.span,
                r.path
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "Ref P - 2:11 b",
            "Fn::GetAtt R Arn 3:15 c/0",
            "Fn::Sub R Url 3:31 c/1",
            "Fn::Sub AWS::Region - 3:47 c/1",
            "Ref Q - 3:80 c/1/Fn::Sub/1/Own",
            "Fn::GetAtt S - 4:20 d",
            "Ref T - 4:28 d/Fn::GetAtt/1",
            "Fn::ValueOf V Tags 5:16 e",
        ]
    );
    assert!(node.references()[3].is_pseudo_parameter());
    assert!(!node.references()[0].is_pseudo_parameter());
}

#[test]
fn a_walk_visits_parents_first_and_can_be_cut_short() {
    let template = Template::from_yaml("a: {b: [1, !Ref X], c: !Sub y}\nd: 2\n").unwrap();
    let mut seen = Vec::new();
    template.walk(|path, node| {
        assert_eq!(template.at(&path.to_string()), Some(node));
        seen.push(path.to_string());
        match node.as_list() {
            Some(_) => Walk::Over,
            None => Walk::Into,
        }
    });
    assert_eq!(seen, ["a", "a/b", "a/c", "a/c/Fn::Sub", "d"]);
    let mut count = 0;
    template.at("a").unwrap().walk(|_, _| {
        count += 1;
        Walk::Into
    });
    assert_eq!(count, 7);
    assert_eq!(template.references().len(), 1);
    assert_eq!(template.references()[0].path.to_string(), "a/b/1");
}

#[test]
fn paths_that_lead_nowhere() {
    let template = Template::from_yaml("a: [1, {b: !Ref X}]\n").unwrap();
    for path in ["", "b", "a/2", "a/x", "a/0/x", "a/1/b/Fn::Sub", "a/-1"] {
        assert_eq!(template.at(path), None, "{path}");
    }
    assert_eq!(template.at("a/1/b/Ref"), Some(&Node::from("X")));
}
