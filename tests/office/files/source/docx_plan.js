/* SPDX-License-Identifier: Apache-2.0 */
const {Document,Packer,Paragraph,Table,TableRow,TableCell,HeadingLevel,VerticalMergeType}=require('docx'),fs=require('fs');
const C=(t,o={})=>new TableCell({children:[].concat(t).map(x=>new Paragraph(x)),...o}),R=(...c)=>new TableRow({children:c});
const doc=new Document({sections:[{children:[new Paragraph({text:'Componente 1. Gestión del riesgo',heading:HeadingLevel.HEADING_1}),new Paragraph('Vigencia 2022'),
new Table({rows:[R(C('Subcomponente'),C('Actividad',{columnSpan:2}),C('Responsable')),R(C('1. Política',{rowSpan:2}),C('1.1'),C('Actualizar la política'),C(['Planeación','Control Interno'])),R(C('1.2'),C('Socializarla'),C(''))]}),new Paragraph('Fin')]}]});
Packer.toBuffer(doc).then(b=>fs.writeFileSync('docx-js.docx',b));
